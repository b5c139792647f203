/* What the page does by itself: follow links in the text, bring what is new to the top of the window, keep the focus,
   keep a half-written answer. Gradio has no events for these. `window.tutor` is how the other scripts join in. */
(() => {
  const tutor = window.tutor = {links: {}, arrivals: {}};

  tutor.fill = (box, text) => {
    const kind = box.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(box, text);
    box.dispatchEvent(new Event('input', {bubbles: true}));
  };

  tutor.press = button => {
    setTimeout(() => document.querySelector(button)?.click(), 50);   // the page takes typed text over first
  };

  // To the server: what was meant goes into a box out of sight, and a button out of sight is pressed.
  tutor.send = (name, text = '') => {
    const box = document.querySelector('#wire-text :is(textarea, input)');
    if (box) tutor.fill(box, text);
    tutor.press(`#wire-${name}`);
  };

  tutor.openTab = name => {
    [...document.querySelectorAll('#screens button[role=tab]')].find(tab => tab.textContent.trim() === name)?.click();
  };

  // Each screen begins at its top, and is found again where it was left.
  const left = new Map();
  document.addEventListener('click', event => {
    const tab = event.target.closest('#screens [role=tab]');
    const before = document.querySelector('#screens [role=tab][aria-selected=true]');
    if (!tab || tab === before) return;
    left.set(before?.dataset.tabId, scrollY);
    requestAnimationFrame(() => requestAnimationFrame(() => scrollTo({top: left.get(tab.dataset.tabId) ?? 0})));
  }, true);

  // A link "#kind:rest" in a text does what tutor.links[kind] says; a plain # link would leave the page: <base href>.
  // "#/kind:rest" is the same, for links on a sheet: what begins with "#/" is taken for no link to skip by.
  document.addEventListener('click', event => {
    const link = event.target.closest(':is(.paper, #header) a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    const [kind, ...rest] = link.getAttribute('href').replace(/^#\/?/, '').split(':');
    if (tutor.links[kind]) tutor.links[kind](rest.join(':'), link);
    else if (kind.startsWith('cite-')) tutor.links.cite(kind, link);
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !event.target.closest('#reply')) return;
    event.preventDefault();
    tutor.press('#submit');
  });

  // A half-written answer survives a reload. It is kept under the question that it answers.
  const DRAFT = 'interview-tutor-draft';
  const asked = () => document.querySelector('#asked .asked')?.textContent;

  document.addEventListener('input', event => {
    if (!event.target.closest('#reply')) return;
    localStorage.setItem(DRAFT, JSON.stringify([asked(), event.target.value]));
  });

  function takeUpDraft(box) {
    const [question, text] = JSON.parse(localStorage.getItem(DRAFT) || '[]');
    if (question && question === asked() && text && !box.value) tutor.fill(box, text);
  }

  // What is new comes to the top of the window, so that an answer grows below its question.
  tutor.toTop = focused => {
    if (document.activeElement?.closest('[role=tab]')) return;       // somebody walks along the tabs
    window.scrollTo({top: 0});
    focused?.focus({preventScroll: true});
  };
  Object.assign(tutor.arrivals, {
    '#asked .asking': () => {
      const box = document.querySelector('#reply textarea');
      if (!box) return false;
      takeUpDraft(box);
      tutor.toTop(box);
    },
    '#meant': yes => tutor.toTop(yes),                               // a "did you mean" wants a yes or a no
    '#asked .hint:last-child': () => document.querySelector('#reply textarea')?.focus({preventScroll: true}),
    '#graded .graded': () => { localStorage.removeItem(DRAFT); tutor.toTop(document.querySelector('#next')); },
    '#report-text .report': () => tutor.toTop(document.querySelector('#again')),
  });
  const seen = {};

  function arrive(place, happens) {
    const found = document.querySelector(place);
    const id = found && found.offsetParent ? found.id : null;
    if (id === (seen[place] ?? null)) return;
    if (id === null || happens(found) !== false) seen[place] = id;
  }

  // A formula that is wider than the column scrolls, so the keyboard must reach it; its width is known with its fonts.
  const widths = new ResizeObserver(entries => entries.forEach(({target}) => {
    const box = target.parentElement;
    if (!box) return;
    box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
    box.classList.toggle('wider', box.tabIndex === 0);
  }));

  function watch(formula) {
    formula.dataset.watched = '';
    if (formula.firstElementChild) widths.observe(formula.firstElementChild);
  }

  // Steps that were folded stay folded when the text is drawn anew.
  const folded = new Map();
  document.addEventListener('toggle', event => {
    const key = tutor.keyOf?.(event.target);
    if (key) folded.set(key, event.target.open);
  }, true);
  tutor.keyOf = details => details.id || '';

  function keepFolds() {
    document.querySelectorAll('.paper details[id]:not([data-kept])').forEach(details => {
      details.dataset.kept = '';
      if (folded.has(details.id)) details.open = folded.get(details.id);
    });
  }

  // Where the focus goes, a screen reader hears what is there to be answered, or how it was graded.
  const DESCRIBED = {'#reply textarea': '#asked :is(.asked, .hint:last-child)', '#meant': '#asked .asked', '#next': '#graded .score', '#show-answer': '#card .asked',
                     '#rate-3': '#card .card-answer'};

  function describe() {
    Object.entries(DESCRIBED).forEach(([where, by], number) => {
      const [box, texts] = [document.querySelector(where), [...document.querySelectorAll(by)]];
      if (!box || !texts.length) return;
      texts.forEach(text => { text.id ||= `described-${number}`; });
      const ids = texts.map(text => text.id).join(' ');
      if (box.getAttribute('aria-describedby') !== ids) box.setAttribute('aria-describedby', ids);
    });
  }

  // Gradio's radio buttons are each a group of their own: one group walks with the arrow keys, and has its label as name.
  function group() {
    document.querySelectorAll('fieldset[id] input:is([type=radio], [type=checkbox])').forEach(choice => {
      const set = choice.closest('fieldset');
      const label = set.querySelector('[data-testid=block-info]');
      if (choice.type === 'radio' && choice.name !== set.id) choice.name = set.id;
      if (!label || set.hasAttribute('aria-labelledby')) return;
      label.id ||= `label-of-${set.id}`;
      set.setAttribute('aria-labelledby', label.id);
    });
  }

  tutor.everyChange = [keepFolds, group];
  new MutationObserver(() => {
    describe();
    document.querySelectorAll('.paper .katex-display:not([data-watched])').forEach(watch);
    Object.entries(tutor.arrivals).forEach(([place, happens]) => arrive(place, happens));
    tutor.everyChange.forEach(does => does());
  }).observe(document.documentElement, {childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'class']});
})();
