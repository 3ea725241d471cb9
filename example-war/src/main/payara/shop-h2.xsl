<?xml version="1.0" encoding="UTF-8"?>
<!-- A node without others, with an H2 instead of the PostgreSQL: shop-nodes.xsl; the system property shop.h2.url is a jdbc:h2:file:…. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="shop-nodes.xsl"/>

  <xsl:template match="/domain/resources/jdbc-connection-pool[@name = 'H2Pool']">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="max-pool-size">40</xsl:attribute>
      <property name="URL" value="${{shop.h2.url}}"/>
      <property name="User" value="sa"/>
      <property name="Password" value="sa"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
