// One run of Stryker. It would begin a new process for each change whose place also runs while modules load, though such a change is only
// made while tests run (`ignoreStatic`): three seconds for each of most changes of a compiler.
import { Stryker } from '@stryker-mutator/core'
import { MutantTestPlanner } from '../../node_modules/@stryker-mutator/core/dist/src/mutants/mutant-test-planner.js'

const { createMutantRunPlan } = MutantTestPlanner.prototype
MutantTestPlanner.prototype.createMutantRunPlan = function (...args) {
  const plan = createMutantRunPlan.apply(this, args)
  if (plan.runOptions.testFilter) plan.runOptions.reloadEnvironment = false
  return plan
}

const [mutate, processes] = process.argv.slice(2)
await new Stryker({ mutate: mutate.split(','), concurrency: Number(processes) }).runMutationTest()
