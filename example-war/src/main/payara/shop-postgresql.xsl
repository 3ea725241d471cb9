<?xml version="1.0" encoding="UTF-8"?>
<!-- shop.xsl with PostgreSQL. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="shop.xsl"/>
  <xsl:include href="postgresql.xsl"/>
</xsl:stylesheet>
