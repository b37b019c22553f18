// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_config_reader.h"

#include <QDir>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString OtherTransport = u"the load tester has connections of its own"_s;
} // namespace

ScenarioConfigReader::ScenarioConfigReader(
    ScenarioWalker& walker, ScenarioReading& reading, const QString& folder)
    : m_walk(walker)
    , m_reading(reading)
    , m_scenario(reading.scenario)
    , m_folder(folder)
    , m_bounds(walker, m_scenario.expectations)
    , m_own(walker, m_bounds, m_scenario, folder)
{
}

void ScenarioConfigReader::read(const Item& item)
{
    const ScenarioWalker::Take readHttpDefaults
        = [this](const Item& value) { readDefaults(value); };
    m_walk.members(item,
        {
            {u"target"_s,
                [this](const Item& value) {
                    m_scenario.target = m_walk.known(value);
                    m_reading.hasTarget = !m_scenario.target.isEmpty();
                }},
            {u"phases"_s,
                [this](const Item& value) {
                    m_walk.elements(value, [this](const Item& phase) { readPhase(phase); });
                    if (m_scenario.phases.empty())
                        m_walk.fail(value, u"holds no phase"_s);
                }},
            {u"http"_s, [this](const Item& value) { readHttp(value); }},
            {u"defaults"_s, readHttpDefaults},
            {u"payload"_s, [this](const Item& value) { readPayload(value); }},
            {u"variables"_s, [this](const Item& value) { readVariables(value); }},
            {u"ensure"_s, [this](const Item& value) { m_bounds.read(value); }},
            {u"sse"_s, [this](const Item& value) { m_own.read(value); }},
            {u"processor"_s, m_walk.ignored(ScenarioWalker::NoScripts)},
            {u"plugins"_s,
                [this](const Item& value) {
                    m_walk.each(value, [this](const QString& name, const Item& plugin) {
                        if (name != "expect"_L1 && name != "ensure"_L1) // which are built in
                            m_walk.note(plugin,
                                u"plug-ins do not run here; bounds stand in ensure or sse.expect"_s);
                    });
                }},
            {u"engines"_s, m_walk.ignored(u"there is one engine"_s)},
            {u"includeFiles"_s, m_walk.ignored(u"runs on this machine"_s)},
            {u"statsInterval"_s, m_walk.ignored(u"figures are taken twice a second"_s)},
            {u"apdex"_s, m_walk.ignored(u"percentiles are reported instead"_s)},
            {u"tls"_s, [this](const Item& value) { readTls(value); }},
            {u"ws"_s, m_walk.ignored(OtherTransport)},
            {u"socketio"_s, m_walk.ignored(OtherTransport)},
        });
}

void ScenarioConfigReader::readPhase(const Item& item)
{
    LoadPhase phase;
    const auto readDuration = [&](const Item& value) { phase.duration = m_walk.duration(value); };
    m_walk.members(item,
        {
            {u"duration"_s, readDuration},
            {u"pause"_s, readDuration},
            {u"arrivalRate"_s,
                [&](const Item& value) {
                    phase.arrivalRate = m_walk.number(value, 0, LoadScenario::MostRate);
                }},
            {u"rampTo"_s,
                [&](const Item& value) {
                    phase.rampTo = m_walk.number(value, 0, LoadScenario::MostRate);
                }},
            {u"arrivalCount"_s,
                [&](const Item& value) {
                    phase.arrivalCount = m_walk.whole(value, 0, LoadScenario::MostClients);
                }},
            {u"maxVusers"_s,
                [&](const Item& value) {
                    phase.maxClients = m_walk.whole(value, 0, LoadScenario::MostClients);
                }},
            {u"name"_s, [&](const Item& value) { phase.name = m_walk.text(value); }},
        });
    m_scenario.phases.push_back(phase);
}

void ScenarioConfigReader::readHttp(const Item& item)
{
    m_walk.members(item,
        {
            {u"timeout"_s,
                [this](const Item& value) { m_scenario.timeout = m_walk.duration(value); }},
            {u"headers"_s,
                [this](const Item& value) { m_scenario.headers += m_walk.headers(value); }},
            {u"defaults"_s, [this](const Item& value) { readDefaults(value); }},
            {u"pool"_s, m_walk.ignored(OtherTransport)},
            {u"maxSockets"_s, m_walk.ignored(OtherTransport)},
            {u"extendedMetrics"_s, m_walk.ignored(u"connect and first byte are always measured"_s)},
            {u"cookieJarOptions"_s, m_walk.ignored(u"there are no cookie jars"_s)},
        });
}

void ScenarioConfigReader::readDefaults(const Item& item)
{
    m_walk.members(item,
        {
            {u"headers"_s,
                [this](const Item& value) { m_scenario.headers += m_walk.headers(value); }},
            {u"strictCapture"_s,
                m_walk.ignored(u"a capture that finds nothing always counts as a failed check"_s)},
            {u"think"_s, m_walk.ignored(u"think lasts as long as it says"_s)},
            {u"cookie"_s, m_walk.ignored(u"write a Cookie header"_s)},
        });
}

void ScenarioConfigReader::readPayload(const Item& item)
{
    if (item.node.IsSequence() && item.node.size() != 1) {
        m_walk.fail(item, u"only one file of clients is known here"_s);
        return;
    }
    m_walk.oneOrMore(item, [this](const Item& file) {
        m_scenario.clientsSkipFirst = false;
        m_walk.members(file,
            {
                {u"path"_s,
                    [this](const Item& value) {
                        m_scenario.clientsFile = pathFrom(m_folder, m_walk.text(value));
                    }},
                {u"fields"_s,
                    [this](const Item& value) {
                        m_walk.elements(value, [this](const Item& field) {
                            m_scenario.clientsFields.append(m_walk.text(field));
                        });
                    }},
                {u"order"_s,
                    [this](const Item& value) {
                        if (m_walk.text(value) != "sequence"_L1)
                            m_walk.ignored(u"the clients take the rows one after the other"_s)(
                                value);
                    }},
                {u"skipHeader"_s,
                    [this](const Item& value) {
                        m_scenario.clientsSkipFirst = m_walk.boolean(value);
                    }},
                {u"name"_s, m_walk.ignored(u"there is one file"_s)},
                {u"cast"_s, m_walk.ignored(u"cells are texts"_s)},
                {u"delimiter"_s,
                    [this](const Item& value) {
                        if (m_walk.text(value) != ","_L1)
                            m_walk.fail(value, u"cells are parted by commas here"_s);
                    }},
                {u"loadAll"_s, m_walk.refused(u"a client has one row"_s)},
            });
        if (m_scenario.clientsFields.isEmpty() && !m_scenario.clientsSkipFirst)
            m_walk.fail(file,
                u"needs fields, the names of the columns; or skipHeader: true where the first row names them"_s);
        if (m_scenario.clientsFields.isEmpty())
            m_scenario.clientsSkipFirst = false; // which is said by that
        if (m_scenario.clientsFile.isEmpty())
            m_walk.fail(file, u"needs a path"_s);
    });
}

// What Artillery calls so: whether certificates are looked at, and an authority of one's own; and,
// as Node names them, what clients show.
void ScenarioConfigReader::readTls(const Item& item)
{
    const ScenarioWalker::Take notSo = m_walk.refused(
        u"is not read here; a certificate of the clients stands under cert and key, as files in PEM"_s);
    m_walk.members(item,
        {
            {u"rejectUnauthorized"_s,
                [this](
                    const Item& value) { m_scenario.tls.trustsAnyone = !m_walk.boolean(value); }},
            {u"ca"_s,
                [this](const Item& value) {
                    m_scenario.tls.caFile = pathFrom(m_folder, m_walk.text(value));
                }},
            {u"cert"_s,
                [this](const Item& value) {
                    m_scenario.tls.own.certFile = pathFrom(m_folder, m_walk.text(value));
                }},
            {u"key"_s,
                [this](const Item& value) {
                    m_scenario.tls.own.keyFile = pathFrom(m_folder, m_walk.text(value));
                }},
            {u"client"_s, notSo},
            {u"pfx"_s, notSo},
        });
}

void ScenarioConfigReader::readVariables(const Item& item)
{
    m_walk.each(item, [this](const QString& name, const Item& value) {
        if (!value.node.IsSequence()) {
            m_scenario.variables.emplace_back(name, m_walk.text(value));
            return;
        }
        QStringList values;
        m_walk.elements(value, [&](const Item& one) { values.append(m_walk.text(one)); });
        if (values.isEmpty())
            m_walk.fail(value, u"has no values"_s);
        else if (values.size() == 1)
            m_scenario.variables.emplace_back(name, values.first());
        else
            m_scenario.choices.emplace_back(name, values);
    });
}

} // namespace fanlight
