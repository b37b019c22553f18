// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_snapshot.h"
#include "widgets/pill.h"

#include <QString>

#include <vector>

namespace fanlight {

// Who may do what, in words, for a hub as it runs. Plain functions; main thread, since they
// translate.
namespace access_text {

struct Rule {
    QString who; // “A user's page”, “ci”
    QString proof; // how they prove it; empty: they need not
    QString may;
    bool operator==(const Rule&) const = default;
};
std::vector<Rule> rulesOf(const AccessSnapshot& access);

// What it comes to, at a glance. Bad only where strangers get at what is not theirs.
struct Openness {
    Pill::Tone tone = Pill::Tone::Neutral;
    QString text; // “nothing is open to strangers”
    QString advice; // what to do about it; empty: nothing
};
Openness opennessOf(const AccessSnapshot& access);

QString roleName(Role role); // “publish token”
QString sourceText(const AccessKeyRow& key); // “file issuer.pem”, “secret”
// “now”, “12 s ago”, “3 min ago”, “2 h ago”, “5 d ago”; empty for 0
QString agoText(qint64 timeMs, qint64 nowMs);
// “in 9 min”, “12 s ago”
QString fromNowText(qint64 timeMs, qint64 nowMs);

} // namespace access_text
} // namespace fanlight
