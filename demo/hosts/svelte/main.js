import { mount } from 'svelte'
import 'tierkit/define'
import App from './App.svelte'

mount(App, { target: document.getElementById('root') })
