// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fanlight::testing {

// A queue in this process, which hands out what the test gives it and notes what it is told.
class FakeSource final : public Source {
public:
    void open(Publish publish) override
    {
        m_publish = std::move(publish);
        now.state = SourceFigures::State::Taking;
    }
    void close() override { now.state = SourceFigures::State::Closed; }
    void setPaused(bool paused) override { isPaused = paused; }
    void setWaiting(bool waiting) override
    {
        isWaiting = waiting;
        ++waits;
        now.state = waiting ? SourceFigures::State::Waiting : SourceFigures::State::Taking;
    }
    SourceFigures figures() const override { return now; }
    void listDead(
        std::function<void(const QString& error, std::vector<DeadLetter> letters)> done) override
    {
        if (!isSilent)
            done(deadError, letters);
        else
            silent = std::move(done);
    }
    void removeDead(
        const std::string& handle, std::function<void(const QString& error)> done) override
    {
        std::erase_if(letters, [&](const DeadLetter& one) { return one.handle == handle; });
        done({});
    }

    void hand(const std::string& handle, SourceContent content = {})
    {
        ++now.inHand;
        m_publish({handle, std::move(content), 1}, [this, handle](const SourceVerdict& verdict) {
            --now.inHand;
            verdicts.emplace_back(handle, verdict);
        });
    }

    SourceFigures now;
    bool isPaused = false;
    bool isWaiting = false;
    int waits = 0; // how often it was told
    std::vector<std::pair<std::string, SourceVerdict>> verdicts;
    std::vector<DeadLetter> letters;
    QString deadError;
    bool isSilent = false; // answers nothing
    std::function<void(const QString&, std::vector<DeadLetter>)> silent;

private:
    Publish m_publish;
};

} // namespace fanlight::testing
