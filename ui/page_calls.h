// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/publish_desk.h"
#include "sources/sources_page.h"

#include <QString>

namespace fanlight {

class HubPort;
class LogPage;
class Pages;

// What pages ask of the hub they are made for, where they keep what is the hub's, and where they
// lead on to. Main thread.
namespace page_calls {

SourcesPage::Calls ofSources(HubPort& hub); // which must outlive them
// Of the folder of a hub; empty: the usual places. Templates are the user's, wherever he sends
// them; what was sent, and runs of load tests, are the hub's.
PublishDesk::Paths publishPaths(const QString& folder);
QString runsFolder(const QString& folder);
// From a line of the log to what it speaks of.
void leadOn(const LogPage& log, Pages& pages);

} // namespace page_calls

} // namespace fanlight
