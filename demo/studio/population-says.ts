/** The words of the Population page, by language. */
import type { Language } from '../../src/words/locale.js'
import { en, type PopulationWords } from './population-says-en.js'
import { zhCN } from './population-says-zh.js'

export type { PopulationWords }
export const populationWords: Readonly<Record<Language, PopulationWords>> = { en, 'zh-CN': zhCN }
