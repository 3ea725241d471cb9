<?xml version="1.0" encoding="UTF-8"?>
<!--
  Turns the config/domain.xml that comes with Payara Server into the one for the example shop, before the domain's first start.
  docs/servers/payara.md has the same as commands of asadmin. The ports are system properties, given at each start:
  shop.http.port, shop.admin.port, shop.jms.port.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
  </xsl:template>

  <!--
    The queues. A name here has no colon, so applications look up jms/orders, not java:global/jms/orders. The connection factory is
    java:comp/DefaultJMSConnectionFactory; Payara adds it by itself only together with its own jms-service.
  -->
  <xsl:template match="/domain/resources">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
      <xsl:call-template name="jms"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template name="jms">
    <connector-connection-pool name="jms/__defaultConnectionFactory-Connection-Pool" resource-adapter-name="jmsra"
                               connection-definition-name="jakarta.jms.ConnectionFactory" steady-pool-size="1" max-pool-size="250"/>
    <connector-resource pool-name="jms/__defaultConnectionFactory-Connection-Pool" jndi-name="jms/__defaultConnectionFactory"
                        object-type="system-all-req"/>
    <admin-object-resource res-adapter="jmsra" res-type="jakarta.jms.Queue" jndi-name="jms/orders">
      <property name="Name" value="orders"/>
    </admin-object-resource>
    <admin-object-resource res-adapter="jmsra" res-type="jakarta.jms.Queue" jndi-name="jms/shipments">
      <property name="Name" value="shipments"/>
    </admin-object-resource>
  </xsl:template>
  <xsl:template match="/domain/servers/server">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
      <xsl:call-template name="applications"/>
      <resource-ref ref="jms/__defaultConnectionFactory"/>
      <resource-ref ref="jms/orders"/>
      <resource-ref ref="jms/shipments"/>
    </xsl:copy>
  </xsl:template>
  <!-- For those that import this. -->
  <xsl:template name="applications"/>

  <!-- The default datasource. WRITE_DELAY=0: a commit has left the process when it returns, so that kill -9 loses nothing. -->
  <xsl:template match="/domain/resources/jdbc-connection-pool[@name = 'H2Pool']">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="steady-pool-size">2</xsl:attribute>
      <xsl:attribute name="max-pool-size">100</xsl:attribute>
      <property name="URL" value="jdbc:h2:file:${{com.sun.aas.instanceRoot}}/lib/databases/shop;WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE"/>
    </xsl:copy>
  </xsl:template>
  <!-- Without AUTO_SERVER, which listens on a port. -->
  <xsl:template match="/domain/resources/jdbc-connection-pool[@name = '__TimerPool']/property[@name = 'URL']/@value">
    <xsl:attribute name="value">jdbc:h2:${com.sun.aas.instanceRoot}/lib/databases/ejbtimer;DB_CLOSE_ON_EXIT=FALSE</xsl:attribute>
  </xsl:template>

  <xsl:template match="config[@name = 'server-config']">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
      <!-- OpenMQ in the server's process. Not lazy: a lazy one listens on all addresses. -->
      <jms-service type="EMBEDDED" default-jms-host="default_JMS_host">
        <jms-host name="default_JMS_host" host="127.0.0.1" port="${{shop.jms.port}}" lazy-init="false"/>
      </jms-service>
      <xsl:call-template name="services"/>
    </xsl:copy>
  </xsl:template>
  <!-- For those that import this. -->
  <xsl:template name="services"/>

  <!-- HTTP and the administration listen on the loopback, nothing else does. -->
  <xsl:template match="config[@name = 'server-config']//network-listener">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="address">127.0.0.1</xsl:attribute>
      <xsl:choose>
        <xsl:when test="@name = 'http-listener-1'">
          <xsl:attribute name="port">${shop.http.port}</xsl:attribute>
        </xsl:when>
        <xsl:when test="@name = 'admin-listener'">
          <xsl:attribute name="port">${shop.admin.port}</xsl:attribute>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="enabled">false</xsl:attribute>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="config[@name = 'server-config']//iiop-listener | config[@name = 'server-config']//jmx-connector
      | config[@name = 'server-config']/hazelcast-config-specific-configuration">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:if test="@address">
        <xsl:attribute name="address">127.0.0.1</xsl:attribute>
      </xsl:if>
      <xsl:attribute name="enabled">false</xsl:attribute>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="config[@name = 'server-config']//jvm-options[starts-with(., '-Dorg.glassfish.additionalOSGiBundlesToStart=')]">
    <jvm-options>-Dorg.glassfish.additionalOSGiBundlesToStart=org.apache.felix.fileinstall</jvm-options>
  </xsl:template>

  <!-- A new WAR is noticed soon. -->
  <xsl:template match="config[@name = 'server-config']/admin-service">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates select="jmx-connector"/>
      <das-config autodeploy-polling-interval-in-seconds="1"/>
      <xsl:apply-templates select="property"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
