package io.hydrant.destination.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ActionLineTest {
    private static final String FIRST = "{'index':{'_index':'logs','_id':'1234'}}";

    private final ActionLine action = new ActionLine();

    private void read(String line) throws IOException {
        byte[] body = ("before\n" + line.replace('\'', '"') + "\nbehind").getBytes(StandardCharsets.UTF_8);
        action.read(body, 7, body.length - 7);
    }

    /** Whatever line came before, a line means the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'index':{'_index':'logs','_id':'1234'}} | logs | 1234
            {'index':{'_index':'logs','_id':'5678'}} | logs | 5678
            {'index':{'_index':'logs','_id':'ä34'}}  | logs | ä34
            {'index':{'_index':'logs','_id':'1\\n4'}} | logs | `1\n4`
            {'index':{'_index':'logs','_id':'567'}}  | logs | 567
            {'index':{'_index':'lags','_id':'5678'}} | lags | 5678
            {'index':{'_id':'5678','_index':'logs'}} | logs | 5678
            {'index':{'_index':'logs','_id':''}}     | logs | ``
            {'index':{'_index':'logs'}}              | logs | ``
            {'index':{}}                             | ``   | ``
            """)
    void isReadAsItWouldBeAlone(String line, String index, String id) throws IOException {
        for (String before :
                new String[] {FIRST, line, FIRST.replace(",'_id':'1234'", ""), FIRST.replace("1234", "")}) {
            read(before);
            read(line);
            assertThat(action.index()).isEqualTo(index);
            assertThat(action.id()).isEqualTo(id);
        }
    }

    @Test
    void anIdMayNotEndTheText() throws IOException {
        read(FIRST);

        assertThatThrownBy(() -> read(FIRST.replace("1234", "1'34"))).isInstanceOf(IOException.class);
    }

    @Test
    void aLineThatIsNoJsonIsRefusedEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> read("{'index':{'_index':'logs','_id':'1234'}"))
                    .isInstanceOf(IOException.class);
        }
    }
}
