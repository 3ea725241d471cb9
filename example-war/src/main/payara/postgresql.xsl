<?xml version="1.0" encoding="UTF-8"?>
<!--
  A PostgreSQL as the default datasource, in XA transactions. Its driver is lib/postgresql.jar of the domain, its port
  the system property shop.database.port, and max_prepared_transactions must not be 0 there.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/domain/resources/jdbc-connection-pool[@name = 'H2Pool']">
    <jdbc-connection-pool name="H2Pool" res-type="javax.sql.XADataSource" datasource-classname="org.postgresql.xa.PGXADataSource"
                          steady-pool-size="2" max-pool-size="80" is-connection-validation-required="true"
                          connection-validation-method="auto-commit">
      <property name="serverName" value="127.0.0.1"/>
      <property name="portNumber" value="${{shop.database.port}}"/>
      <property name="databaseName" value="postgres"/>
      <property name="user" value="postgres"/>
      <property name="password" value="postgres"/>
    </jdbc-connection-pool>
  </xsl:template>
</xsl:stylesheet>
