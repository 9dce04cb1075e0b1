package io.hydrant.service.lambda.embedded;

import java.nio.charset.StandardCharsets;

import io.hydrant.resource.FunctionCode;

/** A function that the program around Hydrant has written: text in, text out. */
record CodeFunction(FunctionCode code) implements LocalFunction {
    @Override
    public byte[] answer(byte[] event, int length) throws Exception {
        String answer = code.handle(new String(event, 0, length, StandardCharsets.UTF_8));
        return String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
    }
}
