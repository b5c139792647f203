/* No click is lost. Gradio hears results on a stream, which its server ends with "close_stream" when nothing is left to
   come. What is asked for while that word is on its way is taken for answered there, and never is: on a busy machine the
   reply to the asking overtakes it. So the word is passed on only when nothing is unfinished; else a new stream goes on
   where the old one ended, and Gradio's script sees one. */
(() => {
  const plain = window.fetch.bind(window);
  const joining = new Set();                          // askings that have no reply yet
  const unfinished = new Set();                       // events asked for, by id
  const early = new Set();                            // events that ended before the reply to their asking came

  const begun = id => { if (!early.delete(id)) unfinished.add(id); };
  const ended = id => { if (!unfinished.delete(id)) early.add(id); };

  async function joined(request) {
    const reply = await plain(...request);
    const {event_id: id} = await reply.clone().json().catch(() => ({}));
    if (id) begun(id);
    return reply;
  }

  async function* messages(reply) {
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (let text = '', part = await reader.read(); !part.done; part = await reader.read()) {
        const pieces = (text + part.value).split('\n\n');
        text = pieces.pop();
        yield* pieces;
      }
    } finally {
      reader.cancel().catch(() => {});                // left in the middle: the connection is not needed any more
    }
  }

  async function* carriedOn(request, reply) {
    for (;;) {
      let goesOn = false;
      for await (const message of messages(reply)) {
        const {msg, event_id: id} = JSON.parse(message.slice('data:'.length));
        if (msg === 'process_completed') ended(id);
        if (msg === 'close_stream') {
          await Promise.allSettled(joining);
          goesOn = unfinished.size > 0;
        }
        if (!goesOn) yield `${message}\n\n`;
      }
      if (!goesOn) return;
      reply = await plain(...request);
      if (!reply.ok) return;
    }
  }

  function streamOf(texts) {
    const encoder = new TextEncoder();
    return new ReadableStream({
      async pull(stream) {
        const {value, done} = await texts.next();
        if (done) stream.close();
        else stream.enqueue(encoder.encode(value));
      },
      cancel: () => { texts.return(); },
    }, {highWaterMark: 0});
  }

  async function heard(request) {
    const reply = await plain(...request);
    if (!reply.ok) return reply;
    return new Response(streamOf(carriedOn(request, reply)), {headers: reply.headers});
  }

  window.fetch = (...request) => {
    const {pathname} = new URL(request[0].url ?? request[0], location.href);
    if (pathname.endsWith('/queue/data')) return heard(request);
    if (!pathname.endsWith('/queue/join')) return plain(...request);
    const asking = joined(request);
    joining.add(asking);
    asking.finally(() => joining.delete(asking)).catch(() => {});
    return asking;
  };
})();
