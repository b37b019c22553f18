// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The reading half of scenario_yaml.h; scenario_writer.cpp is the other one.
#include "load/scenario_config_reader.h"
#include "load/scenario_environment.h"
#include "load/scenario_step_reader.h"
#include "load/scenario_yaml.h"
#include "sse/visible_text.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
using Item = ScenarioWalker::Item;

// Reads a whole file.
class ScenarioReader {
public:
    ScenarioReader(ScenarioWalker& walker, ScenarioReading& reading, const QString& folder)
        : m_walk(walker)
        , m_scenario(reading.scenario)
        , m_config(walker, reading, folder)
    {
    }

    void read(const YAML::Node& root)
    {
        if (!root.IsDefined() || root.IsNull() || (root.IsMap() && root.size() == 0))
            return m_walk.fail({root, u"the file"_s}, u"holds no scenario"_s);
        m_walk.members({root, {}},
            {
                {u"config"_s, [this](const Item& item) { m_config.read(item); }},
                {u"scenarios"_s,
                    [this](const Item& item) {
                        m_walk.elements(item, [this](const Item& flow) { readFlow(flow); });
                        if (m_scenario.flows.empty())
                            m_walk.fail(item, u"holds no flow"_s);
                    }},
                {u"before"_s,
                    m_walk.refused(
                        u"is not run here; do it before the test, and hand over what it captures as config.variables or by $env"_s)},
                {u"after"_s, m_walk.ignored(u"is not run here; do it after the test"_s)},
            });
    }

private:
    void readFlow(const Item& item)
    {
        LoadFlow flow;
        // First, since it says what a get is.
        const YAML::Node engine = item.node.IsMap() ? item.node["engine"] : YAML::Node();
        const bool isSse = engine.IsDefined() && engine.IsScalar() && engine.Scalar() == "sse";
        ScenarioStepReader steps(m_walk, isSse, m_scenario.choices);
        m_walk.members(item,
            {
                {u"name"_s, [&](const Item& value) { flow.name = m_walk.text(value); }},
                {u"weight"_s,
                    [&](const Item& value) {
                        flow.weight = m_walk.number(value, 0, LoadScenario::MostRate);
                    }},
                {u"flow"_s, [&](const Item& value) { flow.steps = steps.read(value); }},
                {u"engine"_s,
                    [&](const Item& value) {
                        if (const QString name = m_walk.text(value);
                            name != "http"_L1 && name != "sse"_L1)
                            m_walk.fail(value, u"only http and sse are known here"_s);
                    }},
                {u"beforeScenario"_s, m_walk.refused(ScenarioWalker::NoScripts)},
                {u"afterScenario"_s, m_walk.refused(ScenarioWalker::NoScripts)},
                {u"beforeRequest"_s, m_walk.refused(ScenarioWalker::NoScripts)},
                {u"afterResponse"_s, m_walk.refused(ScenarioWalker::NoScripts)},
            });
        m_scenario.flows.push_back(std::move(flow));
    }

    ScenarioWalker& m_walk;
    LoadScenario& m_scenario;
    ScenarioConfigReader m_config;
};
} // namespace

ScenarioReading readScenario(
    const QByteArray& yaml, const QString& folder, const QString& environment)
{
    ScenarioReading reading;
    if (yaml.size() > MostScenarioBytes) {
        reading.error = u"a scenario has at most 1 MiB"_s;
        return reading;
    }
    ScenarioWalker walker;
    try {
        const YAML::Node root
            = inEnvironment(YAML::Load(yaml.toStdString()), environment, reading.error);
        if (reading.error.isEmpty())
            ScenarioReader(walker, reading, folder).read(root);
        if (walker.failed())
            reading.error = walker.error();
    } catch (const YAML::Exception& exception) { // the library's way to say that it is no YAML
        const bool isTab = yaml.contains("\n\t") || yaml.contains("  \t");
        reading.error
            = (exception.mark.line >= 0 ? u"line %1: "_s.arg(exception.mark.line + 1) : QString())
            + u"this is no YAML: "_s + QString::fromStdString(exception.msg)
            + (isTab ? u" (lines must be indented by blanks, not by tabs)"_s : QString());
    }
    reading.error = visibleText(reading.error);
    for (const QString& remark : walker.remarks())
        reading.ignored.append(visibleText(remark));
    return reading;
}

} // namespace fanlight
