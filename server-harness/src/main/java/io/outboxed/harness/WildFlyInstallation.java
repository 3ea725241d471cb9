package io.outboxed.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An unpacked WildFly, which is only read. Its start scripts are not used: the server is to be a direct child process. */
record WildFlyInstallation(Path home, List<Path> modules) {

    /** What {@code bin/common.sh} passes to a modular JDK. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.awt.headless=true",
            "-Djboss.modules.system.pkgs=org.jboss.byteman",
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    /** The installation with the modules that it brings. */
    WildFlyInstallation(Path home) {
        this(home, List.of(home.resolve("modules")));
    }

    /** The same with the modules in a directory outside of it, the driver of a database for example. */
    WildFlyInstallation withModules(Path directory) {
        List<Path> all = new ArrayList<>(modules);
        all.add(directory);
        return new WildFlyInstallation(home, List.copyOf(all));
    }

    /** The server's own {@code standalone} directory, the pattern for all others. */
    Path standalone() {
        return home.resolve("standalone");
    }

    /** A process that runs one of WildFly's modules. */
    ProcessBuilder run(List<String> jvmOptions, String module, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(UnpackedServer.java());
        command.addAll(JVM_OPTIONS);
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                modules.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                module));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JBOSS_HOME", home.toString());
        return builder;
    }
}
