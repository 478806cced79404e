import { For, Show, createEffect, createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import 'tierkit/define'
import { brands, orders, stores, words } from '../shared/back-office.js'
import { adapterOf, now } from '../shared/data.js'

// Solid writes attributes unless it is told: `prop:` sets a property, `on:` listens on the element itself
function Growth(props) {
  return (
    <tk-provider
      prop:adapter={adapterOf(props.store)}
      prop:now={now}
      prop:appearance={{ variables: { colorAccent: props.brand } }}
      on:tk-task-open={props.onOpen}
    >
      <div class="growth">
        <tk-score-gauge heading={props.title} />
        <tk-tier-ladder />
        <tk-task-checklist />
        <tk-benefit-wallet />
        <tk-points-ledger />
      </div>
    </tk-provider>
  )
}

function Orders(props) {
  return (
    <table id="orders">
      <thead>
        <tr>
          <For each={props.say.columns}>{(name) => <th>{name}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={orders}>
          {({ id, at, amount, state }) => (
            <tr>
              <td>{id}</td>
              <td>{at}</td>
              <td>{amount}</td>
              <td>{state[props.lang]}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

function BackOffice() {
  const [turn, setTurn] = createSignal(0)
  const [brand, setBrand] = createSignal(brands[0])
  const [isDark, setDark] = createSignal(false)
  const [lang, setLang] = createSignal('en')
  const [isShown, setShown] = createSignal(true)
  const [opened, setOpened] = createSignal('')
  const say = () => words[lang()]
  const store = () => stores[turn() % stores.length]
  const storeName = () => store().name[lang()]

  createEffect(() => {
    document.documentElement.lang = lang()
    document.documentElement.classList.toggle('dark', isDark())
  })

  const open = (event) => {
    event.preventDefault()
    setOpened(event.detail.task)
  }
  return (
    <>
      <header class="bar">
        <h1>{say().title}</h1>
        <span class="store">{storeName()}</span>
        <button id="other" onClick={() => setTurn((last) => last + 1)}>
          {say().other}
        </button>
        <button id="brand" onClick={() => setBrand((last) => brands[1 - brands.indexOf(last)])}>
          {say().brand}
        </button>
        <button id="dark" onClick={() => setDark((was) => !was)}>
          {isDark() ? say().light : say().dark}
        </button>
        <button id="language" onClick={() => setLang((last) => (last === 'en' ? 'zh-CN' : 'en'))}>
          {say().language}
        </button>
        <button id="shown" onClick={() => setShown((was) => !was)}>
          {isShown() ? say().hide : say().show}
        </button>
      </header>
      <main>
        <Show when={isShown()}>
          <Growth store={store().id} title={say().score(storeName())} brand={brand()} onOpen={open} />
        </Show>
        <p class="said" id="said">
          {say().said(opened())}
        </p>
        <h2>{say().orders}</h2>
        <Orders lang={lang()} say={say()} />
      </main>
    </>
  )
}

render(() => <BackOffice />, document.getElementById('root'))
