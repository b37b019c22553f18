// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/letter_check.h"
#include "sources/source_rows.h"
#include "sources/sources_page.h"

#include <vector>

namespace fanlight {

inline constexpr qint64 SourcesTakenAt = 1'700'000'000'000;

inline SourceRow testSource(
    const QString& name, SourceFigures::State state = SourceFigures::State::Taking)
{
    SourceRow row;
    row.name = name;
    row.kind = QStringLiteral("redis-stream");
    row.url = QStringLiteral("redis-stream://127.0.0.1/0?key=") + name;
    row.figures.state = state;
    row.figures.lag = 12;
    row.figures.dead = 0;
    row.figures.taken = 1010;
    row.figures.acknowledged = 1000;
    row.figures.refused = 7;
    row.figures.inHand = 3;
    row.perSecond = 42;
    row.isPaused = state == SourceFigures::State::Paused;
    return row;
}

inline SourceRow awaySource(const QString& name, const QString& error)
{
    SourceRow row = testSource(name, SourceFigures::State::Connecting);
    row.figures.error = error;
    row.figures.lag = Unknown;
    row.figures.dead = Unknown;
    row.perSecond = Unknown;
    return row;
}

inline SourceSnapshotPtr testSources(std::vector<SourceRow> rows, qint64 afterMs = 0)
{
    auto snapshot = std::make_shared<SourceSnapshot>();
    snapshot->takenAtMs = SourcesTakenAt + afterMs;
    snapshot->rows = std::move(rows);
    return snapshot;
}

// A letter that died because its JSON names nobody.
inline DeadLetter testLetter(int number)
{
    DeadLetter letter;
    letter.handle = "h" + std::to_string(number);
    letter.content.body = "{\"data\":{\"n\":" + std::to_string(number) + "}}";
    letter.content.id = "order-" + std::to_string(number);
    letter.reason = "userId: one of userId, userIds and broadcast is needed";
    letter.tries = 5;
    letter.diedAtMs = SourcesTakenAt + number * 1000;
    return letter;
}

// The newest first, as a source has them.
inline std::vector<DeadLetter> testLetters(int count)
{
    std::vector<DeadLetter> letters;
    for (int number = count; number >= 1; --number)
        letters.push_back(testLetter(number));
    return letters;
}

// What the page asks of a hub, answered at once or when the test says so.
class FakeSources {
public:
    using ListDone = std::function<void(const QString& error, std::vector<DeadLetter> letters)>;

    std::vector<DeadLetter> letters; // of every source
    QString listError;
    QString refusal; // of what is sent or removed; empty: it is done
    bool holds = false; // answers wait in `held`
    std::vector<std::function<void()>> held;
    QStringList asked; // "list a", "send a h1 {…}", "remove a h1", "pause a", "go on a"
    QStringList configured;
    HubOptions options;

    LettersCard::Calls letterCalls()
    {
        LettersCard::Calls calls;
        calls.list = [this](const QString& source, const ListDone& done) {
            asked << QStringLiteral("list ") + source;
            answer([this, done] { done(listError, listError.isEmpty() ? letters : none()); });
        };
        calls.deeds.sendAgain = [this](const QString& source, const std::string& handle,
                                    const std::string& body, const LetterRun::Done& done) {
            asked << QStringLiteral("send %1 %2 %3")
                         .arg(source, QString::fromStdString(handle), QString::fromStdString(body));
            answer([this, handle, done] { finish(handle, done); });
        };
        calls.deeds.remove = [this](const QString& source, const std::string& handle,
                                 const LetterRun::Done& done) {
            asked << QStringLiteral("remove %1 %2").arg(source, QString::fromStdString(handle));
            answer([this, handle, done] { finish(handle, done); });
        };
        calls.check
            = [this](const SourceContent& content) { return letterProblem(content, options); };
        return calls;
    }
    SourcesPage::Calls pageCalls()
    {
        SourcesPage::Calls calls;
        calls.pause = [this](const QString& source, bool paused) {
            asked << (paused ? QStringLiteral("pause ") : QStringLiteral("go on ")) + source;
        };
        calls.letters = letterCalls();
        calls.configured = [this] { return configured; };
        calls.kinds = QStringList{QStringLiteral("redis-stream"), QStringLiteral("amqp")};
        return calls;
    }
    void letGo() // the answers that wait, not those they lead to
    {
        for (const auto& answer : std::exchange(held, {}))
            answer();
    }
    void lose(const std::string& handle)
    {
        std::erase_if(
            letters, [&handle](const DeadLetter& letter) { return letter.handle == handle; });
    }

private:
    static std::vector<DeadLetter> none() { return {}; }
    void answer(std::function<void()> done)
    {
        if (holds)
            held.push_back(std::move(done));
        else
            done();
    }
    void finish(const std::string& handle, const LetterRun::Done& done)
    {
        if (refusal.isEmpty())
            lose(handle);
        done(refusal);
    }
};

} // namespace fanlight
