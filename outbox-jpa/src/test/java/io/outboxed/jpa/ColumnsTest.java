package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import java.math.BigDecimal;
import java.math.BigInteger;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void numbersOfAnyType_areRead() {
        assertThat(Columns.number("C", 5)).isEqualTo(5);
        assertThat(Columns.number("C", new BigDecimal("5"))).isEqualTo(5);
        assertThat(Columns.integer("C", BigInteger.TWO)).isEqualTo(2);
    }

    @Test
    void textsOfAnyType_areRead() throws Exception {
        assertThat(Columns.text("C", null)).isNull();
        assertThat(Columns.text("C", "t")).isEqualTo("t");
        assertThat(Columns.text("C", 't')).isEqualTo("t");
        assertThat(Columns.text("C", new SerialClob("text".toCharArray()))).isEqualTo("text");
    }

    @Test
    void bytesOfAnyType_areRead() throws Exception {
        assertThat(Columns.bytes("C", null)).isNull();
        assertThat(Columns.bytes("C", new byte[] {1, 2})).containsExactly(1, 2);
        assertThat(Columns.bytes("C", new Byte[] {1, 2})).containsExactly(1, 2);
        assertThat(Columns.bytes("C", new SerialBlob(new byte[] {1, 2}))).containsExactly(1, 2);
    }

    @Test
    void otherValues_areRefusedByColumnAndClass() {
        assertThatThrownBy(() -> Columns.number("DUE", "5"))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("OUTBOX-5025", "DUE", "java.lang.String");
        assertThatThrownBy(() -> Columns.number("DUE", null)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> Columns.text("ID", 5)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> Columns.bytes("PAYLOAD_BYTES", "5")).isInstanceOf(StoreException.class);
    }

    @Test
    void errors_areCutToTheirColumnBetweenCharacters() {
        assertThat(Parking.cut(null)).isEmpty();
        assertThat(Parking.cut("x".repeat(1000))).hasSize(1000);
        assertThat(Parking.cut("x".repeat(1001))).hasSize(1000);
        assertThat(Parking.cut("x".repeat(999) + "\ud83d\udca5")).hasSize(999);
        assertThat(Parking.cut("a\0b")).isEqualTo("a b");
    }
}
