@NullMarked
package org.spoor.bitcoin;

import org.jspecify.annotations.NullMarked;
