// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_reader.h"

#include <QPointer>

#include <utility>

namespace fanlight {

LetterReader::LetterReader(List list, Reader reader, QObject* parent)
    : QObject(parent)
    , m_list(std::move(list))
    , m_reader(std::move(reader))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(Interval);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_isStale)
            readSoon();
    });
}

bool LetterReader::setSource(const QString& name)
{
    if (std::exchange(m_source, name) == name)
        return false;
    m_error.clear();
    m_hasFigures = false;
    m_hasRead = false;
    m_isReading = false;
    ++m_question;
    m_pause.stop();
    m_dead = Unknown;
    m_buried = 0;
    m_isStale = true;
    return true;
}

void LetterReader::setFigures(double dead, quint64 buried)
{
    const bool isKnownBoth = isKnown(dead) && isKnown(m_dead);
    const bool isSame
        = buried == m_buried && (isKnownBoth ? dead == m_dead : isKnown(dead) == isKnown(m_dead));
    m_dead = dead;
    m_buried = buried;
    // The first figures of a source come with its first reading.
    if (std::exchange(m_hasFigures, true) ? !isSame : m_isStale)
        readSoon();
}

void LetterReader::readSoon()
{
    m_isStale = true;
    // the end of what is being sent reads them, and that of what is being read
    if (!m_reader.isSeen() || m_isReading || m_reader.isBusy() || m_pause.isActive())
        return;
    m_pause.start();
    read();
}

void LetterReader::readIfStale()
{
    if (m_isStale)
        read();
}

// One question at a time: what changes meanwhile is asked for once it is answered.
void LetterReader::read()
{
    m_isStale = true;
    if (m_source.isEmpty() || m_isReading)
        return;
    m_isStale = false;
    m_isReading = true;
    const quint64 question = ++m_question;
    Q_EMIT begun();
    m_list(m_source,
        [self = QPointer(this), question](const QString& error, std::vector<DeadLetter> letters) {
            if (self && question == self->m_question)
                self->answered(error, std::move(letters));
        });
}

void LetterReader::answered(const QString& error, std::vector<DeadLetter> letters)
{
    m_isReading = false;
    m_hasRead = true;
    m_error = error;
    m_reader.take(error.isEmpty() ? &letters : nullptr);
    if (m_isStale)
        readSoon();
}

void LetterReader::take(std::vector<DeadLetter> letters)
{
    ++m_question;
    m_isStale = false;
    answered({}, std::move(letters));
}

void LetterReader::stop()
{
    ++m_question; // of what it was asked no answer comes
    m_isReading = false;
    m_dead = Unknown;
    m_buried = 0;
    m_hasFigures = false;
    m_isStale = true;
}

} // namespace fanlight
