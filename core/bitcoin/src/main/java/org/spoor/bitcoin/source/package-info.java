/** The port of servers that know Bitcoin's chain, asked for transactions and their spenders. */
@NullMarked
package org.spoor.bitcoin.source;

import org.jspecify.annotations.NullMarked;
