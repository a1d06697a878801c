/**
 * What is recorded of chains: events of accounts, transactions of outputs, and the small tables
 * beside them.
 */
@NullMarked
package org.spoor.recorded.ledger;

import org.jspecify.annotations.NullMarked;
