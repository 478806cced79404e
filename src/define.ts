/** Importing this file registers every tag under its own name: the only side effect of the kit. */
import { define } from './index.js'

define()
