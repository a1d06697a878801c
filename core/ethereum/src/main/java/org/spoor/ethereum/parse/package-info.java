/** What nodes answer, read as events; nothing here asks anybody. */
@NullMarked
package org.spoor.ethereum.parse;

import org.jspecify.annotations.NullMarked;
