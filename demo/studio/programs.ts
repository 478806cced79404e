/** The programs to choose from, read by the schema as any program is. */
import superhost from '../../test/programs/airbnb-superhost.json' with { type: 'json' }
import { program as schema, type Program } from '../../src/schema/program.js'
import { readValue } from '../../src/schema/read.js'
import pyramid from '../programs/growth-pyramid.json' with { type: 'json' }
import merchantGrowth from '../programs/merchant-growth.json' with { type: 'json' }
import membership from '../programs/marketplace-membership.json' with { type: 'json' }
import index from '../programs/organization-index.json' with { type: 'json' }
import store from '../programs/store-score.json' with { type: 'json' }

const read = (document: unknown): Program => {
  const { value, issues } = readValue(document, schema)
  if (value === null) throw new Error(JSON.stringify(issues))
  return value
}

export const programKeys = [
  'merchant-growth',
  'store-score',
  'marketplace-membership',
  'growth-pyramid',
  'organization-index',
  'airbnb-superhost',
] as const
export type ProgramKey = (typeof programKeys)[number]
export const programs: Readonly<Record<ProgramKey, Program>> = {
  'merchant-growth': read(merchantGrowth),
  'store-score': read(store),
  'marketplace-membership': read(membership),
  'growth-pyramid': read(pyramid),
  'organization-index': read(index),
  'airbnb-superhost': read(superhost),
}
