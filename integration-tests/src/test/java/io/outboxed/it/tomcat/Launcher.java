package io.outboxed.it.tomcat;

import java.io.File;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with one application. Ends with its standard input. */
public final class Launcher {
    /** What the line begins with that tells the port. */
    public static final String READY = "ready ";

    /** The line that tells that the application does not start. */
    public static final String REFUSED = "refused";

    private Launcher() {}

    /** Takes the directory of the application. */
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(new File(args[0], "../tomcat").getCanonicalPath());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.addWebapp("", args[0]);
        try {
            tomcat.start();
            System.out.println(READY + tomcat.getConnector().getLocalPort());
        } catch (LifecycleException e) {
            e.printStackTrace();
            System.out.println(REFUSED);
        }
        System.in.transferTo(System.out);
        tomcat.stop();
    }
}
