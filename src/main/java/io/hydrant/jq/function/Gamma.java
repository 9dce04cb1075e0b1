package io.hydrant.jq.function;

/** The gamma function, by Lanczos' approximation; good to some 14 digits. */
final class Gamma {
    private static final double G = 607.0 / 128;
    private static final double[] C = {
        0.99999999999999709182,
        57.156235665862923517,
        -59.597960355475491248,
        14.136097974741747174,
        -0.49191381609762019978,
        .33994649984811888699e-4,
        .46523628927048575665e-4,
        -.98374475304879564677e-4,
        .15808870322491248884e-3,
        -.21026444172410488319e-3,
        .21743961811521264320e-3,
        -.16431810653676389022e-3,
        .84418223983852743293e-4,
        -.26190838401581408670e-4,
        .36899182659531622704e-5
    };

    private Gamma() {}

    static double log(double value) {
        if (value == 1 || value == 2) {
            return 0;
        }
        if (value <= 0 && value == Math.floor(value)) {
            return Double.POSITIVE_INFINITY;
        }
        if (value < 0.5) {
            return StrictMath.log(Math.PI / Math.abs(StrictMath.sin(Math.PI * value))) - log(1 - value);
        }
        double x = value - 1;
        double sum = C[0];
        for (int i = 1; i < C.length; i++) {
            sum += C[i] / (x + i);
        }
        double t = x + G + 0.5;
        return 0.5 * StrictMath.log(2 * Math.PI) + (x + 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }

    static double of(double value) {
        if (value == Math.floor(value) && value > 0 && value < 23) {
            double product = 1;
            for (int i = 2; i < value; i++) {
                product *= i;
            }
            return product;
        }
        if (value < 0 && value == Math.floor(value)) {
            return Double.NaN;
        }
        return value < 0.5 ? Math.PI / (StrictMath.sin(Math.PI * value) * of(1 - value)) : StrictMath.exp(log(value));
    }
}
