// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"
#include "sources/source.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <vector>

namespace fanlight {

// When the dead letters of a source are read: when it is chosen, when their number changes and
// when asked to, one question at a time, and only while somebody sees them. Without widgets. Main
// thread; owned by the card.
class LetterReader : public QObject {
    Q_OBJECT
public:
    // `done` follows on the main thread, once, or never after the hub's end.
    using List = std::function<void(const QString& source,
        const std::function<void(const QString& error, std::vector<DeadLetter> letters)>& done)>;
    struct Reader { // outlives it
        std::function<bool()> isSeen;
        std::function<bool()> isBusy; // letters are being sent: the end of that reads them
        // Null: they could not be read, error() says why.
        std::function<void(std::vector<DeadLetter>* letters)> take;
    };
    // Letters that die one after the other have them read no more often than this.
    static constexpr std::chrono::milliseconds Interval{2000};

    LetterReader(List list, Reader reader, QObject* parent);

    bool setSource(const QString& name); // false: it is the one it was
    const QString& source() const { return m_source; } // empty: none
    // How many it says there are (Unknown: not known), and how many it has buried.
    void setFigures(double dead, quint64 buried);
    void read(); // now, or once what is being read is there
    void readIfStale(); // they are seen again
    void take(std::vector<DeadLetter> letters); // as if they were read
    void stop(); // the hub stopped: no answer comes

    double dead() const { return m_dead; }
    const QString& error() const { return m_error; } // why they could not be read
    bool hasRead() const { return m_hasRead; } // of this source
    bool isReading() const { return m_isReading; }

Q_SIGNALS:
    void begun(); // they are being read

private:
    void readSoon(); // there may be others by now
    void answered(const QString& error, std::vector<DeadLetter> letters);

    const List m_list;
    const Reader m_reader;
    QString m_source;
    double m_dead = Unknown;
    quint64 m_buried = 0;
    QString m_error;
    bool m_hasFigures = false; // of this source, since the hub began
    bool m_hasRead = false;
    bool m_isReading = false;
    bool m_isStale = true; // there may be others by now
    QTimer m_pause; // after it was read unasked
    quint64 m_question = 0; // an answer to an earlier one is of no interest
};

} // namespace fanlight
