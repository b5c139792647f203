/* The Ask screen: questions asked with a click, sheets beside the text, what a screen reader hears. */
(() => {
  const {links, arrivals, fill, press, send} = window.tutor;
  const box = () => document.querySelector('#question textarea');

  function ask(question) {
    window.tutor.openTab('Ask');
    fill(box(), question);
    box().focus();
    press('#send');
  }

  const PHONE = matchMedia('(max-width: 600px)');     // there, a tap beside a sheet closes it

  // A sheet lies beside the text (on a phone: over it), with a way back to where one was.
  let opener = null;                                  // href of the link that opened it: the link may be drawn anew
  let place = null;                                   // what the place sheet shows
  const openerLink = () => opener && [...document.querySelectorAll(':is(.paper, #header) a, button')].find(
    link => (link.getAttribute('href') || `#${link.id}`) === opener && link.offsetParent);

  const FIRST = {place: ['.place'], conversations: ['input, textarea'], settings: ['#model input:checked', '.back-to']};

  function openSheet(name) {
    document.body.dataset.sheet = name;
    const sheet = document.querySelector(`#${name}`);
    for (const first of FIRST[name].map(where => sheet?.querySelector(where)).filter(Boolean)) {
      if (name === 'place') first.tabIndex = -1;
      first.focus({preventScroll: true});
      if (document.activeElement === first) break;    // what is out of sight takes no focus
    }
    sheet?.querySelector('.here')?.scrollIntoView({block: 'center'});
  }

  function closeSheet() {
    if (!document.body.dataset.sheet) return;
    delete document.body.dataset.sheet;
    document.querySelectorAll('.cited, .from').forEach(old => old.classList.remove('cited', 'from'));
    const link = openerLink();
    opener = null;
    link?.focus({preventScroll: true});
    link?.scrollIntoView({block: 'nearest'});
  }
  window.tutor.closeSheet = closeSheet;

  function mark() {
    if (!opener?.startsWith('#cite-')) return;
    const passage = document.querySelector(`[id="${opener.slice(1)}"]`);
    if (!passage || passage.classList.contains('cited')) return;     // every change of a class is heard of again
    passage.classList.add('cited');
    openerLink()?.classList.add('from');
  }

  function showPlace(reference, from) {
    document.querySelectorAll('.cited, .from').forEach(old => old.classList.remove('cited', 'from'));
    opener = from;
    mark();
    const there = document.querySelector('#place .place');
    if (reference === place && there) return openSheet('place');
    place = reference;
    fill(document.querySelector('#wire-place-text :is(textarea, input)'), reference);
    press('#wire-place');
    awaited = there || true;                          // it is shown as soon as another one has come
  }
  let awaited = null;

  function placeArrived() {
    const there = document.querySelector('#place .place');
    if (!awaited || !there || there === awaited) return;
    awaited = null;
    openSheet('place');
  }

  async function copy(name, link) {
    const turn = link.closest('.turn, .calculation');
    const text = name === 'answer'
      ? [...turn.querySelectorAll('.sentence')].map(plain).join('\n')
      : turn.querySelector(`.copy-${name}`)?.textContent;
    if (!text) return;
    await navigator.clipboard.writeText(text);
    const said = link.dataset.said ||= link.textContent;
    link.textContent = 'Copied';
    setTimeout(() => { link.textContent = said; }, 1500);
  }

  function plain(sentence) {                          // formulas as their source, numbers of lines left out
    const twin = sentence.cloneNode(true);
    twin.querySelectorAll('sup').forEach(mark => mark.remove());
    twin.querySelectorAll('.katex').forEach(formula => {
      formula.replaceWith(`$${formula.querySelector('annotation')?.textContent ?? formula.textContent}$`);
    });
    return twin.textContent.trim();
  }

  function rename(id, link) {
    const title = link.closest('li').querySelector('.title');
    const field = Object.assign(document.createElement('input'), {value: title.textContent, className: 'renaming'});
    field.setAttribute('aria-label', 'Name of the conversation');
    field.addEventListener('keydown', event => {
      if (event.key === 'Escape') { event.stopPropagation(); field.replaceWith(title); title.focus(); }
      if (event.key === 'Enter') send('rename', `${id} ${field.value}`);
    });
    title.replaceWith(field);
    field.focus();
    field.select();
  }

  Object.assign(links, {
    ask: (_, link) => ask(link.title),
    edit: (_, link) => { fill(box(), link.title); box().focus(); },
    back: closeSheet,
    settings: () => { opener = '#settings'; press('#wire-settings'); openSheet('settings'); },
    cite: (id, link) => {
      const target = document.querySelector(`[id="${id}"] a.at`);
      if (target) showPlace(target.getAttribute('href').slice('#place:'.length), link.getAttribute('href'));
    },
    place: (reference, link) => showPlace(reference, link.getAttribute('href')),
    copy,
    // Not by location: to leave the page, even for a file, ends its connection to the server.
    get: path => Object.assign(document.createElement('a'), {href: `/get/${path}`, download: ''}).click(),
    add: (_, link) => send('add', link.title),
    unadd: () => send('unadd'),
    quiz: entry => { send('quiz', decodeURIComponent(entry)); window.tutor.openTab('Interview'); },
    open: id => { send('open', id); closeSheet(); },
    delete: id => send('delete', id),
    undelete: id => send('undelete', id),
    rename,
  });

  document.addEventListener('click', event => {
    if (event.target.closest('#send')) box()?.focus();
    if (PHONE.matches && document.body.dataset.sheet && !event.target.closest('#place, #conversations, #settings, a, button')) closeSheet();
    if (event.target.closest('#all-conversations')) { opener = '#all-conversations'; openSheet('conversations'); }
    else if (event.target.closest('[role=tab], #new-conversation')) closeSheet();
  });
  document.addEventListener('keydown', event => { if (event.key === 'Escape') closeSheet(); });

  // The new question comes to the top of the window, so that its answer grows below it.
  arrivals['#current .turn'] = turn => {
    announced = turn.querySelectorAll('.sentence').length;
    // Again a little later: the turn before it may take its place above only after this one came.
    for (const wait of [0, 100, 300]) setTimeout(() => questionToTop(turn.id), wait);
  };

  function questionToTop(id) {
    if (id === 'turn-1') window.scrollTo({top: 0});
    else document.querySelector(`#current #${id}`)?.scrollIntoView({block: 'start'});
  }

  // A screen reader hears each new sentence once, not the whole answer at every redraw.
  let announced = 0;
  const speaker = Object.assign(document.createElement('div'), {id: 'spoken', className: 'sr-only'});
  speaker.setAttribute('role', 'status');

  function announce() {
    if (!speaker.isConnected) document.querySelector('#current')?.before(speaker);
    const sentences = [...document.querySelectorAll('#current .sentence')].slice(announced);
    if (!sentences.length) return;
    announced += sentences.length;
    speaker.textContent = sentences.map(sentence => sentence.textContent).join(' ');
  }

  // What an empty field means is said in it; Gradio's has no words of its own.
  function nameScope() {
    const [field, said] = [document.querySelector('#scope input'), document.querySelector('#scope .token') ? '' : 'all of them'];
    if (field && field.placeholder !== said) field.placeholder = said;
  }

  window.tutor.everyChange.push(nameScope, announce, placeArrived, mark);
})();
