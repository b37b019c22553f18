// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"
#include "sources/source_kinds.h"

#include <QByteArrayList>

#include <functional>
#include <utility>
#include <vector>

namespace fanlight::testing {

// Stands where the hub does, before a source of one kind: keeps what comes until the test judges
// it.
template <class Kind, class Place> struct TakingHub {
    struct Asked {
        SourceMessage message;
        Source::Done done;
    };

    explicit TakingHub(const Place& place, std::size_t mostBody = 1 << 20)
        : source(place, mostBody)
    {
    }
    explicit TakingHub(const QString& url, std::size_t mostBody = 1 << 20)
        : TakingHub(placeOf(url), mostBody)
    {
    }
    static Place placeOf(const QString& url)
    {
        Place place;
        QString error;
        const auto given = source_kinds::read(url, &error);
        if (!given || !Place::read(given->url, &place).isEmpty())
            qFatal("no address: %s", qPrintable(error));
        return place;
    }
    void open()
    {
        source.open([this](SourceMessage message, Source::Done done) {
            if (judge) {
                const SourceVerdict verdict = judge(message);
                bodies.append(QByteArray::fromStdString(message.content.body));
                done(verdict);
                return;
            }
            bodies.append(QByteArray::fromStdString(message.content.body));
            asked.push_back({std::move(message), std::move(done)});
        });
    }
    void publish(std::size_t i) const { asked[i].done({SourceVerdict::Outcome::Published, {}}); }
    SourceFigures figures() const { return source.figures(); }
    bool isTaking() const { return figures().state == SourceFigures::State::Taking; }

    std::function<SourceVerdict(const SourceMessage&)> judge; // at once; else `asked` keeps it
    std::vector<Asked> asked;
    QByteArrayList bodies; // in the order they were asked for
    Kind source;
};

inline SourceVerdict takesAll(const SourceMessage&)
{
    return {SourceVerdict::Outcome::Published, {}};
}

// "1", "2" …
inline QByteArrayList numbersFrom(int first, int last)
{
    QByteArrayList numbers;
    for (int i = first; i <= last; ++i)
        numbers.append(QByteArray::number(i));
    return numbers;
}

} // namespace fanlight::testing
