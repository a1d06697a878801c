/** What the shapes of UTXO transactions show: CoinJoins, clusters, change, peel chains. */
@NullMarked
package org.spoor.engine.pattern;

import org.jspecify.annotations.NullMarked;
