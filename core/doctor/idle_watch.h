// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/diagnosis.h"

#include <functional>
#include <memory>
#include <optional>

namespace fanlight {

// Watches a stream of which the hub is told to say nothing: how long it stays open, and whether an
// event that is published then still arrives. The doctor's thread; its destructor breaks it off,
// and the hub may speak again.
class IdleWatch {
public:
    struct HubSide { // of the user whose stream it is
        std::function<std::unique_ptr<EventProbe>()> open;
        // As Doctor::HubSide has it. Null: it waits beside heartbeats.
        std::function<void(bool silent, std::function<void(const QString& error)> done)> silence;
        std::function<void(const QByteArray& data)> publish;
        std::function<bool()> isRefused; // something that was published
    };
    // Opens the stream. `isProven`: else no event is published in the end, since none would come.
    IdleWatch(const DoctorSettings& settings, HubSide hub, bool isProven);
    ~IdleWatch();
    IdleWatch(const IdleWatch&) = delete;
    IdleWatch& operator=(const IdleWatch&) = delete;

    bool advance(); // as time passes; true: text() or finding() is another
    const QString& text() const { return m_text; } // how far it is
    const std::optional<DoctorFinding>& finding() const { return m_finding; } // once it is over

private:
    enum class Step : std::uint8_t { Opening, Silencing, Watching, Proving };

    bool open();
    bool watch(qint64 nowMs);
    bool prove();
    void conclude();
    bool tell(const QString& text);
    void go(Step next);
    qint64 stepAge() const;
    void silence(bool silent);

    const DoctorSettings m_settings;
    const HubSide m_hub;
    const bool m_isProven;
    const std::unique_ptr<EventProbe> m_stream;
    Step m_step = Step::Opening;
    qint64 m_stepMs = 0; // since when
    bool m_isSilent = false; // the hub has been told to be
    // what it said to that; empty: it is
    const std::shared_ptr<std::optional<QString>> m_answer;
    qint64 m_fromMs = 0; // since when the watch goes on
    qint64 m_lastHeardMs = 0;
    qint64 m_shownSecond = -1;
    QByteArray m_proof;
    IdleOutcome m_outcome;
    QString m_text;
    std::optional<DoctorFinding> m_finding;
};

} // namespace fanlight
