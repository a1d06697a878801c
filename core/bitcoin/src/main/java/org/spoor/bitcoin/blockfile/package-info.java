/** A folder of Bitcoin Core's block files, and the index that finds transactions in it. */
@NullMarked
package org.spoor.bitcoin.blockfile;

import org.jspecify.annotations.NullMarked;
