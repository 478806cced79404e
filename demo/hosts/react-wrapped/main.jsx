import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { BenefitWallet, PointsLedger, Provider, ScoreGauge, TaskChecklist, TierLadder } from 'tierkit/react'
import { brands, orders, stores, words } from '../shared/back-office.js'
import { adapterOf, now } from '../shared/data.js'

function Growth({ store, title, brand, onOpen }) {
  return (
    <Provider
      adapter={adapterOf(store)}
      now={now}
      appearance={{ variables: { colorAccent: brand } }}
      onTaskOpen={onOpen}
    >
      <div className="growth">
        <ScoreGauge heading={title} />
        <TierLadder />
        <TaskChecklist />
        <BenefitWallet />
        <PointsLedger />
      </div>
    </Provider>
  )
}

function Orders({ lang, say }) {
  return (
    <table id="orders">
      <thead>
        <tr>
          {say.columns.map((name) => (
            <th key={name}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {orders.map(({ id, at, amount, state }) => (
          <tr key={id}>
            <td>{id}</td>
            <td>{at}</td>
            <td>{amount}</td>
            <td>{state[lang]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function BackOffice() {
  const [turn, setTurn] = useState(0)
  const [brand, setBrand] = useState(brands[0])
  const [isDark, setDark] = useState(false)
  const [lang, setLang] = useState('en')
  const [isShown, setShown] = useState(true)
  const [opened, setOpened] = useState('')
  const say = words[lang]
  const store = stores[turn % stores.length]

  useEffect(() => {
    document.documentElement.lang = lang
    document.documentElement.classList.toggle('dark', isDark)
  }, [lang, isDark])

  const open = (event) => {
    event.preventDefault()
    setOpened(event.detail.task)
  }
  return (
    <>
      <header className="bar">
        <h1>{say.title}</h1>
        <span className="store">{store.name[lang]}</span>
        <button id="other" onClick={() => setTurn(turn + 1)}>
          {say.other}
        </button>
        <button id="brand" onClick={() => setBrand(brands[1 - brands.indexOf(brand)])}>
          {say.brand}
        </button>
        <button id="dark" onClick={() => setDark(!isDark)}>
          {isDark ? say.light : say.dark}
        </button>
        <button id="language" onClick={() => setLang(lang === 'en' ? 'zh-CN' : 'en')}>
          {say.language}
        </button>
        <button id="shown" onClick={() => setShown(!isShown)}>
          {isShown ? say.hide : say.show}
        </button>
      </header>
      <main>
        {isShown && (
          <Growth store={store.id} title={say.score(store.name[lang])} brand={brand} onOpen={open} />
        )}
        <p className="said" id="said">
          {say.said(opened)}
        </p>
        <h2>{say.orders}</h2>
        <Orders lang={lang} say={say} />
      </main>
    </>
  )
}

createRoot(document.getElementById('root')).render(<BackOffice />)
