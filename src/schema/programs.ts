import * as z from 'zod/mini'
import { program } from './program.js'

/** All versions of a program, as one document. */
export const programs = z.array(program)
