<?xml version="1.0" encoding="UTF-8"?>
<!-- Payara's, which GlassFish's domain.xml resembles, with an H2 in the place of the Derby that GlassFish expects to run somewhere. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../payara/shop.xsl"/>

  <!-- H2's driver is lib/h2.jar of the domain. -->
  <xsl:template match="/domain/resources/jdbc-connection-pool[@name = 'DerbyPool']">
    <jdbc-connection-pool name="DerbyPool" res-type="javax.sql.DataSource" datasource-classname="org.h2.jdbcx.JdbcDataSource"
                          steady-pool-size="2" max-pool-size="100">
      <property name="URL" value="jdbc:h2:file:${{com.sun.aas.instanceRoot}}/lib/databases/shop;WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE"/>
      <property name="User" value="sa"/>
      <property name="Password" value="sa"/>
    </jdbc-connection-pool>
  </xsl:template>

  <!-- HTTPS is off, so the virtual server must not name it. -->
  <xsl:template match="config[@name = 'server-config']//virtual-server[@id = 'server']/@network-listeners">
    <xsl:attribute name="network-listeners">http-listener-1</xsl:attribute>
  </xsl:template>

  <!-- Its EJB container does not start without the one for clear text. -->
  <xsl:template match="config[@name = 'server-config']//iiop-listener[@id = 'orb-listener-1']">
    <iiop-listener id="orb-listener-1" address="127.0.0.1" port="${{shop.iiop.port}}" lazy-init="false"/>
  </xsl:template>
</xsl:stylesheet>
