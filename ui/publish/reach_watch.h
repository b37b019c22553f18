// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/snapshots.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace fanlight {

// "Users who want “like” (2,340 of 10,214 online)": whom a request is for and what is known of
// them; a dash for what is not known.
QString recipientsText(const PublishRequest& request, const std::optional<Reach>& reach);
// The same at length, for a tooltip; empty while nothing is known.
QString reachDetail(const PublishRequest& request, const std::optional<Reach>& reach);
// Why a fan-out or a selective publish has nobody to go to ("Nobody follows author 42."); empty: it
// has, or that is not known.
QString emptyAudience(const PublishRequest& request, const Reach& reach);
// Why a publish that nobody received found nobody, as far as is known: not online, or taking no
// such type. Empty: not known.
QString whyNobody(const PublishRequest& request, const Reach& reach, bool keepsHistory);
// "Send to 2,340 users", "Send 100 to 2,340 users": the text of a button. `notifications`: of a
// batch; 0: one that is none.
QString sendText(
    const PublishRequest& request, const std::optional<Reach>& reach, int notifications = 0);

// Keeps an answer to whom a request would reach, while it is wanted: asked a delay after the last
// change of the request and again at every refresh, never more than one question under way. Main
// thread; owned by the desk.
class ReachWatch : public QObject {
    Q_OBJECT
public:
    struct Pace {
        std::chrono::milliseconds delay{300};
        std::chrono::milliseconds refresh{2000};
    };

    using Answer = std::function<void(const Reach&)>;
    using Ask = std::function<void(const PublishRequest&, Answer)>;
    ReachWatch(Ask ask, Pace pace, QObject* parent = nullptr);

    // Nothing: there is nobody to ask, or nothing to ask about. What was known of another request
    // is forgotten.
    void setRequest(const std::optional<PublishRequest>& request);
    void setActive(bool active); // nothing is asked while not
    void refreshSoon(); // something may have changed
    const std::optional<Reach>& reach() const { return m_reach; } // of the request as it is now

Q_SIGNALS:
    void changed();

private:
    void ask();
    void take(quint64 question, const Reach& reach);

    Ask m_ask;
    std::optional<PublishRequest> m_request;
    std::optional<Reach> m_reach;
    bool m_active = false;
    bool m_underWay = false;
    bool m_askAgain = false;
    quint64 m_question = 0; // number of the request an answer belongs to
    QTimer m_delay;
    QTimer m_refresh;
};

} // namespace fanlight
