/** The command that tells CoinJoins in files. */
@NullMarked
package org.spoor.app.coinjoins;

import org.jspecify.annotations.NullMarked;
