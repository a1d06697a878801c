@NullMarked
package org.spoor.endpoint;

import org.jspecify.annotations.NullMarked;
