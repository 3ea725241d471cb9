/** The relay's timer and its transactions, as EJBs. The only package that names EJB. */
package io.outboxed.internal.ejb;
