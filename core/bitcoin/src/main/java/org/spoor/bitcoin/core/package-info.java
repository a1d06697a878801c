/** Bitcoin Core as a server, asked over JSON-RPC. */
@NullMarked
package org.spoor.bitcoin.core;

import org.jspecify.annotations.NullMarked;
