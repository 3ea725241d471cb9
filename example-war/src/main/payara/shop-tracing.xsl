<?xml version="1.0" encoding="UTF-8"?>
<!--
  shop.xsl with timers that are not persistent. Payara deploys an application of its own for persistent ones amid the first application that
  has timers, and then forgets to trace the requests to that one.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="shop.xsl"/>

  <xsl:template name="services">
    <ejb-container>
      <ejb-timer-service ejb-timer-service="None"/>
    </ejb-container>
  </xsl:template>
</xsl:stylesheet>
