/** What the bytes of Bitcoin say: pure, over bitcoinj. */
@NullMarked
package org.spoor.bitcoin.parse;

import org.jspecify.annotations.NullMarked;
