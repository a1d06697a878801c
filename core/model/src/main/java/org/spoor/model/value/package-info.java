/** Values: amounts, assets, chains, places and positions. */
@NullMarked
package org.spoor.model.value;

import org.jspecify.annotations.NullMarked;
