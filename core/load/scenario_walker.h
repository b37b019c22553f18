// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QStringList>

#include <yaml-cpp/yaml.h>

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

namespace fanlight {

// Walks the tree of a scenario file and reads its values; the first thing that is wrong stays, with
// its line and how it is reached, and nothing is visited any more. Nothing of what the keys mean is
// known here. A plain object of one reading; throws nothing but what yaml-cpp does.
class ScenarioWalker {
public:
    // A value of the file, and how it is reached.
    struct Item {
        YAML::Node node;
        QString path; // "config.phases[1].duration"
        int depth = 0;
    };
    using Take = std::function<void(const Item&)>;
    using Keys = std::vector<std::pair<QString, Take>>;

    static constexpr int MostDepth = 40; // of steps and JSON

    // "line 12: config.phases[1].arivalRate: unknown; did you mean arrivalRate?"; empty: nothing
    // was wrong
    const QString& error() const { return m_error; }
    // What makes no difference here, each with its reason.
    const QStringList& remarks() const { return m_ignored; }

    bool failed() const { return !m_error.isEmpty(); }
    void fail(const Item& item, const QString& what);
    void note(const Item& item, const QString& reason);
    Take ignored(const QString& reason); // for keys
    Take refused(const QString& reason);
    static const QString NoScripts; // a reason

    // Calls `take` with each member; nothing at all is an empty map.
    void each(
        const Item& item, const std::function<void(const QString& key, const Item& value)>& take);
    // Takes the members apart by key; an unknown one is an error.
    void members(const Item& item, const Keys& keys);
    void elements(const Item& item, const Take& take);
    void oneOrMore(const Item& item, const Take& take); // one, or a list of them

    QString text(const Item& item);
    // With what the environment says where the file asks for it.
    QString known(const Item& item);
    double number(const Item& item, double least, double most);
    std::int64_t whole(const Item& item, std::int64_t least, std::int64_t most);
    // Seconds, with a fraction, or a text with a unit.
    std::chrono::milliseconds duration(const Item& item);
    // One, or a range: "1-3", "500ms-2s", "{{ $randomNumber(1, 3) }}".
    std::pair<std::chrono::milliseconds, std::chrono::milliseconds> durations(const Item& item);
    double share(const Item& item); // "5%", or 0.05
    std::int64_t size(const Item& item, std::int64_t least, std::int64_t most); // bytes
    bool boolean(const Item& item);
    // { Name: value } as lines; a list of values gives a line each.
    QStringList headers(const Item& item);
    // As JSON; plain scalars are what YAML's core schema takes them for.
    QJsonValue json(const Item& item);

private:
    bool visit(const Item& item);

    QString m_error;
    QStringList m_ignored;
    int m_visited = 0;
};

// A path in a file of that folder; empty: of the working directory.
QString pathFrom(const QString& folder, const QString& path);

} // namespace fanlight
