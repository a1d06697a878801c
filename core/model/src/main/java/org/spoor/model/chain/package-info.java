/** Transactions of a chain and the port that reads them. */
@NullMarked
package org.spoor.model.chain;

import org.jspecify.annotations.NullMarked;
