// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_run.h"

#include <QPointer>
#include <QTimer>

namespace fanlight {

LetterRun::LetterRun(Calls calls, QObject* parent)
    : QObject(parent)
    , m_calls(std::move(calls))
{
}

void LetterRun::start(const QString& source, Deed deed, std::vector<DeadLetter> letters)
{
    if (m_running || letters.empty())
        return;
    m_running = true;
    ++m_number;
    m_outcome = {};
    m_outcome.deed = deed;
    m_outcome.source = source;
    m_outcome.wanted = int(letters.size());
    m_waiting.assign(
        std::make_move_iterator(letters.begin()), std::make_move_iterator(letters.end()));
    Q_EMIT progressed();
    next();
}

void LetterRun::next()
{
    const DeadLetter letter = std::move(m_waiting.front());
    m_waiting.pop_front();
    const Done done
        = [self = QPointer(this), number = m_number, handle = letter.handle](const QString& error) {
              if (self && self->m_running && number == self->m_number)
                  self->take(handle, error);
          };
    if (m_outcome.deed == Deed::Send)
        m_calls.sendAgain(m_outcome.source, letter.handle, letter.content.body, done);
    else
        m_calls.remove(m_outcome.source, letter.handle, done);
}

void LetterRun::take(const std::string& handle, const QString& error)
{
    if (error.isEmpty()) {
        ++m_outcome.done;
    } else {
        if (m_outcome.failed++ == 0)
            m_outcome.firstError = error;
        Q_EMIT refused(handle, error);
    }
    if (m_waiting.empty())
        return end();
    Q_EMIT progressed();
    // An answer may come at once: with many letters the stack would grow, and the window wait.
    QTimer::singleShot(0, this, [this, number = m_number] {
        if (m_running && number == m_number)
            next();
    });
}

void LetterRun::cancel()
{
    if (!m_running)
        return;
    m_outcome.cancelled = true;
    end();
}

void LetterRun::end()
{
    m_running = false;
    m_waiting.clear();
    Q_EMIT ended(Outcome(m_outcome));
}

} // namespace fanlight
