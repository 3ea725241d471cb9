<?xml version="1.0" encoding="UTF-8"?>
<!--
  shop.xsl with an Artemis outside of the server as the broker. Its resource adapter, artemis-rar/target/artemis.rar, is unpacked in the
  domain's directory artemis-ra; the broker's port is the system property shop.broker.port.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="shop.xsl"/>

  <xsl:template name="jms">
    <resource-adapter-config resource-adapter-name="artemis-ra">
      <property name="ConnectionParameters" value="host=127.0.0.1;port=${{shop.broker.port}}"/>
    </resource-adapter-config>
    <connector-connection-pool name="artemis" resource-adapter-name="artemis-ra" transaction-support="XATransaction"
                               connection-definition-name="jakarta.jms.ConnectionFactory" steady-pool-size="1" max-pool-size="100"/>
    <connector-resource pool-name="artemis" jndi-name="jms/__defaultConnectionFactory"/>
    <admin-object-resource res-adapter="artemis-ra" res-type="jakarta.jms.Queue" jndi-name="jms/orders"
                           class-name="org.apache.activemq.artemis.jms.client.ActiveMQQueue">
      <property name="Address" value="orders"/>
    </admin-object-resource>
    <admin-object-resource res-adapter="artemis-ra" res-type="jakarta.jms.Queue" jndi-name="jms/shipments"
                           class-name="org.apache.activemq.artemis.jms.client.ActiveMQQueue">
      <property name="Address" value="shipments"/>
    </admin-object-resource>
    <xsl:call-template name="more-queues"/>
  </xsl:template>
  <!-- For those that import this. -->
  <xsl:template name="more-queues"/>

  <xsl:template match="/domain/system-applications">
    <xsl:copy-of select="."/>
    <applications>
      <application name="artemis-ra" object-type="user" location="${{com.sun.aas.instanceRootURI}}/artemis-ra/">
        <module name="artemis-ra">
          <engine sniffer="connector"/>
        </module>
      </application>
    </applications>
  </xsl:template>
  <xsl:template name="applications">
    <application-ref ref="artemis-ra" virtual-servers="server"/>
  </xsl:template>
</xsl:stylesheet>
