/** Bitcoin's transactions, read from servers, nodes and block files. */
@NullMarked
package org.spoor.bitcoin;

import org.jspecify.annotations.NullMarked;
