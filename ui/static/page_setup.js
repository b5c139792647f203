/* The list of topics before an interview: a part of a name shortens it, and a line says what was chosen. */
(() => {
  const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

  function sift() {
    const list = document.querySelector('#topics .wrap:has(> label)');
    if (!list) return;
    const wanted = plain(document.querySelector('#find-topic input')?.value ?? '').split(/\s+/);
    const labels = [...list.querySelectorAll(':scope > label')];
    labels.forEach(label => {
      const fits = wanted.every(part => plain(label.textContent).includes(part));
      label.hidden = !fits && !label.querySelector('input').checked;       // what was chosen stays in sight
    });
    say(list, labels);
  }

  function say(list, labels) {
    const line = list.parentElement.querySelector('.chosen')
      ?? list.parentElement.appendChild(Object.assign(document.createElement('p'), {className: 'chosen'}));
    line.setAttribute('role', 'status');
    const chosen = labels.filter(label => label.querySelector('input').checked);
    const questions = chosen.reduce((sum, label) => sum + Number(label.textContent.split('·').at(-1)), 0);
    const text = labels.every(label => label.hidden) ? 'No topic has that in its name.'
      : chosen.length ? `${count(chosen.length, 'topic')}, ${count(questions, 'question')}` : 'None chosen yet.';
    if (line.textContent !== text) line.textContent = text;
  }

  document.addEventListener('input', event => { if (event.target.closest('#topic-choice')) setTimeout(sift); });
  window.tutor.everyChange.push(sift);
})();
