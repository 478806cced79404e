/** The unit of a metric, a field or the score, as the compiled plan has it; a plain number before there is one. */
import type { Plan } from '../plan/plan.js'
import type { Unit } from '../schema/text.js'

export const unitIn = (plan: Plan | null, id: string): Unit => {
  if (id === 'score') return 'score'
  return (plan && Object.values(plan.names).find((name) => name.id === id)?.unit) ?? 'number'
}
