package io.hydrant.jq.function;

/** The gamma function, by Lanczos' approximation; good to some 14 digits. */
final class Gamma {
    private static final double G = 607.0 / 128;
    private static final double[] C = {
        0.9999999999999971,
        57.15623566586292,
        -59.59796035547549,
        14.136097974741746,
        -0.4919138160976202,
        3.399464998481189e-05,
        4.652362892704858e-05,
        -9.837447530487956e-05,
        0.0001580887032249125,
        -0.00021026444172410488,
        0.00021743961811521265,
        -0.0001643181065367639,
        8.441822398385275e-05,
        -2.6190838401581408e-05,
        3.6899182659531625e-06
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
