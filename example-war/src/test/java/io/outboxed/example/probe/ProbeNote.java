package io.outboxed.example.probe;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The state that a message goes with. */
@Entity
@Table(name = "probe_note")
public class ProbeNote {

    @Id
    private String id;

    protected ProbeNote() {}

    ProbeNote(String id) {
        this.id = id;
    }

    /** Its name. */
    public String id() {
        return id;
    }
}
