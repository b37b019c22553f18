// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_environment.h"

#include "load/scenario_walker.h"

#include <QStringList>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
// What `over` says instead of, and beside, what `base` says; lists are taken whole.
YAML::Node merged(const YAML::Node& base, const YAML::Node& over, int depth = 0)
{
    if (!base.IsMap() || !over.IsMap() || depth > ScenarioWalker::MostDepth)
        return over;
    YAML::Node result(YAML::NodeType::Map);
    for (const auto& member : base)
        result.force_insert(member.first,
            over[member.first.Scalar()].IsDefined()
                ? merged(member.second, over[member.first.Scalar()], depth + 1)
                : member.second);
    for (const auto& member : over) {
        if (!base[member.first.Scalar()].IsDefined())
            result.force_insert(member.first, member.second);
    }
    return result;
}
} // namespace

YAML::Node inEnvironment(const YAML::Node& root, const QString& name, QString& error)
{
    const YAML::Node config = root.IsMap() ? root["config"] : YAML::Node();
    const YAML::Node all
        = config.IsDefined() && config.IsMap() ? config["environments"] : YAML::Node();
    if (!all.IsDefined() || !all.IsMap()) {
        if (!name.isEmpty())
            error = u"--environment: the file has no config.environments"_s;
        return root;
    }
    QStringList names;
    for (const auto& member : all)
        names.append(
            member.first.IsScalar() ? QString::fromStdString(member.first.Scalar()) : QString());
    if (!names.contains(name)) {
        error = name.isEmpty() ? u"config.environments: choose one by --environment: "_s
                               : u"--environment: there is no “%1”; there are "_s.arg(name);
        error += names.join(", "_L1);
        return root;
    }
    YAML::Node rest(YAML::NodeType::Map);
    for (const auto& member : config) {
        if (!member.first.IsScalar() || member.first.Scalar() != "environments")
            rest.force_insert(member.first, member.second);
    }
    YAML::Node result(YAML::NodeType::Map);
    for (const auto& member : root) {
        const bool isConfig = member.first.IsScalar() && member.first.Scalar() == "config";
        result.force_insert(
            member.first, isConfig ? merged(rest, all[name.toStdString()]) : member.second);
    }
    return result;
}

} // namespace fanlight
